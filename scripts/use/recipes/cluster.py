"""Groups texts by k-means, and plots their first two principal components.

    python3 scripts/use/recipes/cluster.py [--clusters N] [--plot PLOT.svg] [FILE]

Each line of FILE is a text; blank lines are skipped. FILE is embedded once, into the folder FILE.embedded. Without it, the script uses
its own sentences about cooking, football and the weather.
"""

import argparse
import sys
from html import escape

from corpus import texts_and_rows
from embeddings import written

import numpy as np
from sklearn.cluster import KMeans
from sklearn.decomposition import PCA

TEXTS = [
    "Stir the soup and add a pinch of salt.",
    "Fry the onions in butter until they are golden.",
    "Add the flour, the eggs and the sugar to the bowl.",
    "Let the soup simmer, then add salt and pepper.",
    "Serve the roasted vegetables with melted butter.",
    "The striker scored two goals in the second half.",
    "The goalkeeper saved a penalty in the final minute.",
    "The team won the league after a goal in the second half.",
    "The coach changed two players before the match.",
    "The players celebrated the goal with their coach.",
    "Heavy rain and strong wind are expected tonight.",
    "Tomorrow will be sunny with a light wind.",
    "Snow fell in the mountains and it stays cold.",
    "The storm brings rain and hail to the coast.",
    "It will be cloudy and cold with some snow.",
]
COLOURS = ["#c0392b", "#2471a3", "#239b56", "#b7950b", "#7d3c98", "#5f6a6a"]


def printable(text: str) -> str:
    """The text with U+FFFD for characters that XML does not allow, such as control characters and lone surrogates."""
    return "".join(character if character.isprintable() else "\ufffd" for character in text)


def draw(path: str, texts: list[str], points: np.ndarray, clusters: np.ndarray) -> None:
    """Draws a point for each text. Few texts are also written out beside the points, each with a line to its point."""
    low, high = points.min(axis=0), points.max(axis=0)
    places = (points - low) / np.maximum(high - low, 1e-9) * [320, 260] + [20, 20]
    named = len(texts) <= 15
    # The texts of a cluster stand together.
    middles = {cluster: places[clusters == cluster, 1].mean() for cluster in set(clusters)}
    marks = ""
    for line, index in enumerate(np.lexsort((places[:, 1], [middles[cluster] for cluster in clusters]))):
        (x, y), height, colour = places[index], 20 + 18 * line, COLOURS[clusters[index] % len(COLOURS)]
        if named:
            marks += f'<path d="M{x:.0f} {y:.0f}L396 {height}" stroke="{colour}" stroke-opacity="0.3"/>'
        marks += f'<circle cx="{x:.0f}" cy="{y:.0f}" r="{4 if named else 2}" fill="{colour}"/>'
        marks += f'<text x="400" y="{height + 4}">{escape(printable(texts[index]))}</text>\n' if named else "\n"
    size = f'width="{780 if named else 360}" height="300"'
    with written(path, inputs=[arguments.file]) as [partial], open(partial, "w", encoding="utf-8") as file:
        file.write(f'<svg xmlns="http://www.w3.org/2000/svg" {size} font-family="sans-serif" font-size="12">')
        file.write(f'<rect width="100%" height="100%" fill="white"/>\n{marks}</svg>\n')


parser = argparse.ArgumentParser(description="Groups texts by k-means.")
parser.add_argument("file", nargs="?")
parser.add_argument("--clusters", type=int, default=3)
parser.add_argument("--plot", metavar="PLOT.svg")
arguments = parser.parse_args()
texts, rows = texts_and_rows(arguments.file, TEXTS)
if not 1 <= arguments.clusters <= len(texts) or len(texts) < 2:
    sys.exit(f"{len(texts)} texts cannot make {arguments.clusters} groups")

clusters = KMeans(arguments.clusters, n_init=20, random_state=0).fit_predict(rows)
for cluster in range(arguments.clusters):
    print(f"cluster {cluster}")
    for index in np.flatnonzero(clusters == cluster):
        print(f"    {texts[index]}")
if arguments.plot:
    draw(arguments.plot, texts, PCA(2).fit_transform(rows), clusters)
