import { describe, expect, it } from 'vitest';
import {
  mintHubLicense,
  mintLanguage,
  mintModel,
  mintModelLicense,
  mintSpdx,
  mintTerm,
} from '../../../ontology/iri.ts';
import { identify } from '../../../ontology/iri.ts';
import { propertyOf } from '../../../ontology/model.ts';
import { hubTasks, isHubTask } from '../../../ontology/vocab/hub-terms.ts';
import { hubLicenseTags } from '../../../ontology/vocab/licenses.ts';
import { describeReference } from '../../../ontology/vocab/reference.ts';

describe('what the shipped vocabularies say', () => {
  it('of an SPDX licence', () => {
    expect(describeReference(mintSpdx('Apache-2.0'))?.properties).toEqual({
      alternateName: ['Apache License 2.0'],
      spdxId: 'Apache-2.0',
      deprecated: false,
      osiApproved: true,
      url: 'https://spdx.org/licenses/Apache-2.0.html',
    });
    expect(describeReference(mintSpdx('apache-2.0'))).toBeUndefined();
  });

  it('of the licences only the Hub names', () => {
    expect(describeReference(mintHubLicense('gemma'))?.properties).toEqual({
      alternateName: ['Gemma Terms of Use'],
      url: 'https://ai.google.dev/gemma/terms',
    });
    expect(hubLicenseTags().filter((tag) => describeReference(mintHubLicense(tag)) === undefined)).toEqual([]);
  });

  it('of a language and its regional form', () => {
    expect(describeReference(mintLanguage('en'))?.properties).toEqual({ alternateName: ['English'] });
    expect(describeReference(mintLanguage('zh-CN'))?.properties).toEqual({ alternateName: ['Chinese (CN)'] });
    expect(describeReference(mintLanguage('eng'))).toBeUndefined();
  });

  it('of a task and a library', () => {
    expect(describeReference(mintTerm('hf-task', 'text-generation'))?.properties).toEqual({
      alternateName: ['Text Generation'],
      termCode: 'text-generation',
      inDefinedTermSet: 'https://huggingface.co/tasks',
      url: 'https://huggingface.co/tasks/text-generation',
    });
    expect(describeReference(mintTerm('openml-task-type', '5'))?.properties).toEqual({
      alternateName: ['Clustering'],
      termCode: '5',
    });
    expect(describeReference(mintTerm('openml-task-type', '10'))).toBeUndefined();
    expect(describeReference(mintTerm('hf-library', 'transformers'))?.properties).toMatchObject({
      alternateName: ['Transformers'],
    });
  });

  it('nothing of models, of licences of one model, and of terms nobody lists', () => {
    for (const iri of [
      mintModel('a/b'),
      mintModelLicense('a/gemma'),
      mintTerm('hf-library', 'my-own'),
      mintTerm('x', 'other'),
      'urn:x',
    ]) {
      expect(describeReference(iri)).toBeUndefined();
    }
  });

  it('only in properties that the class declares', () => {
    for (const iri of [
      mintSpdx('MIT'),
      mintHubLicense('gemma'),
      mintLanguage('de'),
      mintTerm('hf-task', 'other'),
      mintTerm('hf-library', 'peft'),
    ]) {
      const label = identify(iri)?.label ?? '';
      for (const [property, value] of Object.entries(describeReference(iri)?.properties ?? {})) {
        expect(propertyOf(label, property)?.many === true).toBe(Array.isArray(value));
        expect(propertyOf(label, property)).toBeDefined();
      }
    }
  });
});

describe("the Hub's tasks", () => {
  it('are 57, and five of old models', () => {
    expect(hubTasks().filter((task) => !task.legacy)).toHaveLength(57);
    expect(hubTasks().filter((task) => task.legacy)).toHaveLength(5);
    expect(isHubTask('text2text-generation')).toBe(true);
    expect(isHubTask('transformers')).toBe(false);
  });
});
