"""Trains a linear classifier of texts on their vectors.

    python3 scripts/recipes/classify.py
"""

from embed import embed
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import cross_val_score
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import StandardScaler

QUESTIONS = [
    "How much does the ticket cost?",
    "Where can I buy a new bicycle?",
    "When does the shop open on Sunday?",
    "Why is the sky blue?",
    "Who wrote this book?",
    "What time is it in Tokyo?",
    "Which bus goes to the airport?",
    "How long does the flight take?",
    "Can you tell me where the station is?",
    "Is there a pharmacy near the hotel?",
    "Do you know when the museum closes?",
    "What is the name of this river?",
]
STATEMENTS = [
    "The ticket costs twelve euros.",
    "I bought a new bicycle yesterday.",
    "The shop is closed on Sunday.",
    "The sky was grey all day long.",
    "She wrote this book in two years.",
    "It is late in Tokyo now.",
    "The bus to the airport was full.",
    "The flight took almost ten hours.",
    "The station is behind the church.",
    "There is a pharmacy near the hotel.",
    "The museum closes at six.",
    "This river is called the Elbe.",
]

rows = embed(QUESTIONS + STATEMENTS)
labels = ["question"] * len(QUESTIONS) + ["statement"] * len(STATEMENTS)
classifier = make_pipeline(StandardScaler(), LogisticRegression(C=0.1, max_iter=1000))
accuracy = cross_val_score(classifier, rows, labels, cv=6).mean()
print(f"accuracy on texts that it was not trained on: {accuracy:.0%}")
assert accuracy >= 0.75, accuracy

classifier.fit(rows, labels)
for text in ["Where is the nearest bank?", "The bank was closed yesterday."]:
    print(f"{classifier.predict(embed([text]))[0]:9}  {text}")
