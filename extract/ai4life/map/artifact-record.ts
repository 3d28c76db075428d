import { mintBioimageio } from '../../../ontology/iri.ts';
import type { MappedEntity } from '../../../ontology/entity.ts';
import { entities, propertyOf } from '../../../ontology/model.ts';
import { hasEmail, withoutEmails } from '../../e-mail.ts';
import { EntityBuilder, type Value, type Witness } from '../../entity-builder.ts';
import { type Found, textOf } from '../../found.ts';
import { IssueList } from '../../issue-list.ts';
import type { Place } from '../../place.ts';
import type { Teller } from '../../teller.ts';
import type { Artifact } from '../artifact.ts';
import { labelOfKind } from '../kinds.ts';

/** An artifact while it is mapped: total reading of its parts, its entity, others it tells of, its issues. */
export class ArtifactRecord implements Teller {
  readonly artifact: Artifact;
  readonly iri: string;
  readonly entity: EntityBuilder;
  readonly issues = new IssueList();
  readonly #others: MappedEntity[] = [];
  readonly #builders = new Map<string, EntityBuilder>();

  constructor(artifact: Artifact) {
    this.artifact = artifact;
    this.iri = mintBioimageio(artifact.kind, artifact.alias);
    this.entity = new EntityBuilder(labelOfKind(artifact.kind), this.iri);
  }

  /** What its class has no such property for is left in the record. */
  has(property: string): boolean {
    return propertyOf(this.entity.label, property) !== undefined;
  }

  say(property: string, value: Value, witness: Witness): void {
    if (!this.has(property) || this.entity.add(property, value, witness)) return;
    const { pointer, literal } = witness;
    this.issues.secondValue(property, pointer, literal ?? value);
  }

  /** A statement of the description. */
  state(property: string, value: Value, pointer: string, more: Pick<Witness, 'literal' | 'confidence'> = {}): void {
    this.say(property, value, { method: 'bioimageio-rdf', pointer, ...more });
  }

  /** A text as it stands, without addresses of people; absent, null and empty are nothing. */
  text(place: Place): Found<string> | undefined {
    const { value, pointer } = place;
    if (place.isEmpty || value === '') return undefined;
    const whole = textOf(value, pointer, this.issues);
    if (whole === undefined) return undefined;
    const clean = withoutEmails(whole).trim();
    if (hasEmail(whole)) this.issues.inform('e-mail-removed', 'an e-mail address is not kept', pointer);
    return clean === '' ? undefined : { value: clean, pointer };
  }

  /** Another thing that the record tells of; the same builder for the same IRI. */
  other(label: keyof typeof entities, iri: string): EntityBuilder {
    const known = this.#builders.get(iri) ?? new EntityBuilder(label, iri);
    this.#builders.set(iri, known);
    return known;
  }

  add(entity: MappedEntity): void {
    this.#others.push(entity);
  }

  /** The artifact first, then the others in the order of first mention. */
  build(): readonly MappedEntity[] {
    return [this.entity.build(), ...[...this.#builders.values()].map((one) => one.build()), ...this.#others];
  }
}
