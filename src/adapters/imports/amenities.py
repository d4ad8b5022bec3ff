"""Amenities in the words of other systems."""

import json
import re
from collections.abc import Mapping, Sequence

from adapters.imports.cities import folded
from rental_core.apartments.amenity import Amenity

# Each pattern is looked for in one item of a list, in lower case with ё as е and hyphens as spaces.
WORDS: Mapping[Amenity, str] = {
    Amenity.WIFI: r"\bwi ?fi\b|вай ?фай|\bинтернет",
    Amenity.PARKING: r"\bparking\b|\bgarage\b|парков|парки|гараж|стоянк",
    Amenity.KITCHEN: r"^kitchen(ette)?\b|full kitchen|^кухня|кухонн",
    Amenity.WASHING_MACHINE: r"\bwasher\b(?!.*dish)|washing machine|стиральн",
    Amenity.AIR_CONDITIONING: r"air condition|^ac\b|\bmini split\b|кондиционер|сплит",
    Amenity.LIFT: r"\belevator\b|\blift\b|лифт",
    Amenity.BALCONY: r"\bbalcony\b|\bpatio\b|балкон|терраса|лоджия",
    Amenity.PETS: r"\bpets? (allowed|welcome)|\bpets\b|животн|питомц",
    Amenity.CHILDREN: r"\bchildren\b(?!.*\b(books|toys|dinnerware)\b)|\bkids\b|family friendly|дети|детей|детская площадка|для детей",
    Amenity.SMOKING: r"smoking allowed|^smoking$|курение разреш|можно курить|^курение$",
    Amenity.WORKSPACE: r"workspace|\bdesk\b|рабочее место|рабочий стол|письменный стол",
    Amenity.TV: r"\bh?d?tv\b|television|телевизор|^тв$",
    Amenity.DISHWASHER: r"dishwasher|посудомоечн",
    Amenity.CRIB: r"\bcrib\b|pack ?n? ?play|travel crib|детская кроват|люлька",
    Amenity.SELF_CHECK_IN: r"self check ?in|\bkeypad\b|\blockbox\b|smart lock|самостоятельн\w* засел|бесконтактн",
}
PATTERNS = {amenity: re.compile(pattern) for amenity, pattern in WORDS.items()}
NEGATIVE = re.compile(r"^(no|без|нет)\b")
OWN = {amenity.value: amenity for amenity in Amenity}


def split_list(cell: str) -> Sequence[str]:
    """The items of a list cell: JSON, or separated by semicolons, bars, commas or new lines."""
    if cell.startswith("["):
        try:
            items = json.loads(cell)
        except ValueError:
            items = cell.strip("[]").split(",")
        return [str(item).strip() for item in items if str(item).strip()]
    separator = next((each for each in (";", "|", "\n") if each in cell), ",")
    return [item.strip() for item in cell.split(separator) if item.strip()]


def to_amenities(cell: str) -> tuple[frozenset[Amenity], bool]:
    """What we know of a list cell, and whether it has things we do not."""
    found: set[Amenity] = set()
    unknown = False
    for item in split_list(cell):
        known = _meant(item)
        found |= known
        unknown = unknown or not known
    return frozenset(found), unknown


def _meant(item: str) -> set[Amenity]:
    if item.lower() in OWN:
        return {OWN[item.lower()]}
    words = folded(item)
    if NEGATIVE.match(words):
        return set()
    return {amenity for amenity, pattern in PATTERNS.items() if pattern.search(words)}
