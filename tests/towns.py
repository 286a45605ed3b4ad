"""A question set in the format of SQuAD about towns that do not exist."""

import json
from pathlib import Path

TOWNS = {"Tarnac": ("bleu", "1912"), "Ourval": ("rouge", "1750"), "Sélune": ("vert", "1801"), "Brize": ("gris", "1666")}


def squad_file(folder: Path) -> Path:
    """Write a set about the gates and bridges of towns that do not exist."""
    data = []
    for town, (colour, year) in TOWNS.items():
        text = f"Le pont de {town} date de {year}. La porte de la ville est en bois {colour}. Il y pleut souvent."
        asked = {f"De quand date le pont de {town} ?": year, f"De quel bois est la porte de {town} ?": colour}
        qas = [
            {"id": f"{town}-{answer}", "question": question,
             "answers": [{"text": answer, "answer_start": text.index(answer)}]}
            for question, answer in asked.items()
        ]  # fmt: skip
        data.append({"title": town, "paragraphs": [{"context": text, "qas": qas}]})
    path = folder / "towns.json"
    path.write_text(json.dumps({"data": data}), "utf-8")
    return path
