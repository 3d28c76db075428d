"""Reads the same statements from files of several formats: read.py GRAPH.nq FILE... prints one JSON object.

By file and library the number of statements, and whether they are those of the first. Turtle has one graph, so there the
graphs are not looked at. Needs rdflib and pyoxigraph.
"""

import json
import os
import sys

import pyoxigraph
import rdflib

rdflib.NORMALIZE_LITERALS = False
FORMATS = {
    ".nq": ("nquads", pyoxigraph.RdfFormat.N_QUADS),
    ".ttl": ("turtle", pyoxigraph.RdfFormat.TURTLE),
    ".trig": ("trig", pyoxigraph.RdfFormat.TRIG),
    ".jsonld": ("json-ld", pyoxigraph.RdfFormat.JSON_LD),
}


def by_rdflib(path, name):
    if name == "turtle":
        return {tuple(term.n3() for term in triple) for triple in rdflib.Graph().parse(path, format=name)}
    dataset = rdflib.Dataset()
    dataset.parse(path, format=name)
    found = set()
    for subject, predicate, value, graph in dataset.quads((None, None, None, None)):
        where = "" if graph in (None, rdflib.graph.DATASET_DEFAULT_GRAPH_ID) else graph.n3()
        found.add((subject.n3(), predicate.n3(), value.n3(), where))
    return found


def by_oxigraph(path, form):
    quads = pyoxigraph.parse(path=path, format=form)
    return {tuple("" if isinstance(term, pyoxigraph.DefaultGraph) else str(term) for term in quad) for quad in quads}


def told(first, found, is_flat):
    wanted = {quad[:3] for quad in first} if is_flat else first
    held = {quad[:3] for quad in found} if is_flat else found
    return {"statements": len(found), "same": wanted == held}


result = {}
firsts = None
for path in sys.argv[1:]:
    name, form = FORMATS[os.path.splitext(path)[1]]
    has_triple_terms = "12." in os.path.basename(path)
    found = (set() if has_triple_terms else by_rdflib(path, name), by_oxigraph(path, form))
    if firsts is None:
        firsts = found
    is_flat = name == "turtle"
    result[os.path.basename(path)] = {
        "oxigraph": told(found[1] if has_triple_terms else firsts[1], found[1], is_flat),
        **({} if has_triple_terms else {"rdflib": told(firsts[0], found[0], is_flat)}),
    }
print(json.dumps(result))
