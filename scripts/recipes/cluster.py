"""Groups texts by k-means and draws them in the plane of their two principal components.

    python3 scripts/recipes/cluster.py [PLOT.svg]
"""

import sys
from html import escape

import numpy as np
from embed import embed
from sklearn.cluster import KMeans
from sklearn.decomposition import PCA
from sklearn.metrics import adjusted_rand_score

TOPICS = {
    "cooking": [
        "Stir the soup and add a pinch of salt.",
        "Fry the onions in butter until they are golden.",
        "Add the flour, the eggs and the sugar to the bowl.",
        "Let the soup simmer, then add salt and pepper.",
        "Serve the roasted vegetables with melted butter.",
    ],
    "football": [
        "The striker scored two goals in the second half.",
        "The goalkeeper saved a penalty in the final minute.",
        "The team won the league after a goal in the second half.",
        "The coach changed two players before the match.",
        "The players celebrated the goal with their coach.",
    ],
    "weather": [
        "Heavy rain and strong wind are expected tonight.",
        "Tomorrow will be sunny with a light wind.",
        "Snow fell in the mountains and it stays cold.",
        "The storm brings rain and hail to the coast.",
        "It will be cloudy and cold with some snow.",
    ],
}
COLOURS = ["#c0392b", "#2471a3", "#239b56"]

texts = [text for topic in TOPICS.values() for text in topic]
topics = np.repeat(np.arange(len(TOPICS)), [len(topic) for topic in TOPICS.values()])
rows = embed(texts)
clusters = KMeans(len(TOPICS), n_init=20, random_state=0).fit_predict(rows)
points = PCA(2).fit_transform(rows)

for cluster in range(len(TOPICS)):
    print(f"cluster {cluster}")
    for index in np.flatnonzero(clusters == cluster):
        print(f"    {texts[index]}")

if len(sys.argv) > 1:
    low, high = points.min(axis=0), points.max(axis=0)
    places = (points - low) / (high - low) * [320, 260] + [20, 20]
    marks = ""
    # The texts stand in a column beside the points, each with a line to its own; those of a cluster together.
    middles = [places[clusters == cluster, 1].mean() for cluster in clusters]
    for line, index in enumerate(np.lexsort((places[:, 1], middles))):
        (x, y), height, colour = places[index], 20 + 18 * line, COLOURS[clusters[index]]
        marks += f'<path d="M{x:.0f} {y:.0f}L396 {height}" stroke="{colour}" stroke-opacity="0.3"/>'
        marks += f'<circle cx="{x:.0f}" cy="{y:.0f}" r="4" fill="{colour}"/>'
        marks += f'<text x="400" y="{height + 4}">{escape(texts[index])}</text>\n'
    svg = '<svg xmlns="http://www.w3.org/2000/svg" width="780" height="300" font-family="sans-serif" font-size="12">'
    with open(sys.argv[1], "w", encoding="utf-8") as file:
        file.write(f'{svg}<rect width="100%" height="100%" fill="white"/>\n{marks}</svg>\n')

agreement = adjusted_rand_score(topics, clusters)
print(f"agreement with the topics: {agreement:.2f}")
assert agreement >= 0.9, agreement
