"""Reads an export of RDF by other people's software: rdf.py EXPORT.nq SHAPES.ttl prints one JSON object.

Needs rdflib, pyshacl and pyoxigraph. Findings are counted by severity and shape.
"""

import collections
import json
import sys

import pyoxigraph
import pyshacl
import rdflib

rdflib.NORMALIZE_LITERALS = False
SH = rdflib.Namespace("http://www.w3.org/ns/shacl#")
export, shapes = sys.argv[1:3]

quads = sum(1 for _ in pyoxigraph.parse(path=export, format=pyoxigraph.RdfFormat.N_QUADS))
dataset = rdflib.Dataset()
dataset.parse(export, format="nquads")
graph = rdflib.Graph()
read = 0
for subject, predicate, value, _ in dataset.quads((None, None, None, None)):
    graph.add((subject, predicate, value))
    read += 1

_, report, _ = pyshacl.validate(graph, shacl_graph=rdflib.Graph().parse(shapes), do_owl_imports=False)
findings = collections.Counter()
for result in report.objects(None, SH.result):
    severity, shape = (str(report.value(result, each)).split("#")[1] for each in (SH.resultSeverity, SH.sourceShape))
    findings[f"{severity} {shape}"] += 1
print(json.dumps({"oxigraph": quads, "rdflib": read, "findings": dict(sorted(findings.items()))}))
