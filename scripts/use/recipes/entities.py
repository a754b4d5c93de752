"""Finds the entities of texts, such as persons and places, with a token classifier.

    python3 scripts/use/recipes/entities.py MODEL FILE

MODEL is a checkpoint with a token-classification head. Each line of FILE is a text. Each line of the output is a JSON object with a
text and its entities: label, score, and the range in the text, which is `text[start:end]` in Python. A word has the label of its
first piece. Neighbouring words with the same label are one entity, unless the next word begins another one ("B-"). The label "O" is
not an entity. The pipeline of transformers gives the same entities with aggregation_strategy="first".
"""

import json
import sys

from embed import lines_of, run


def entities(words: list[dict]) -> list[dict]:
    groups: list[dict] = []
    for word in words:
        label = word["label"]
        begins, kind = label.startswith("B-"), label[2:] if label.startswith(("B-", "I-")) else label
        if not groups or begins or groups[-1]["entity"] != kind:
            groups.append({"entity": kind, "scores": [], "start": word["start"]})
        groups[-1]["scores"].append(word["scores"][label])
        groups[-1]["end"] = word["end"]
    return [
        {"entity": group["entity"], "score": sum(group["scores"]) / len(group["scores"]), "start": group["start"], "end": group["end"]}
        for group in groups if group["entity"] != "O"]


if len(sys.argv) != 3:
    sys.exit("usage: entities.py MODEL FILE")
data = "".join(json.dumps({"text": text}) + "\n" for text in lines_of(sys.argv[2])).encode()
options = ["--head", "scores", "--level", "word", "--subtoken", "first", "-i", "jsonl", "-f", "jsonl", "--with-text", "-q"]
for line in run("-m", sys.argv[1], *options, data=data).splitlines():
    record = json.loads(line)
    found = entities(record["tokens"])
    for entity in found:
        entity["text"] = record["text"][entity["start"] : entity["end"]]
    print(json.dumps({"text": record["text"], "entities": found}, ensure_ascii=False))
