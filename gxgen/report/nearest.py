"""What a misspelt name most likely means, by key or by official label."""

from __future__ import annotations

from collections.abc import Mapping
from difflib import get_close_matches


def nearest(typed: str, known: Mapping[str, object]) -> tuple[str, str]:
    """The known key that `typed` most likely means, and why ("" and "" when none is near).

    Looks at the keys first, then at the official labels in the schema's titles.
    """
    close = get_close_matches(typed, list(known), n=1, cutoff=0.5)
    if close:
        return close[0], ""
    titles: dict[str, str] = {}
    for key, schema in known.items():
        title = str(schema.get("title", "")) if isinstance(schema, Mapping) else ""
        titles[title] = key
    for title, key in titles.items():
        if title and len(typed) > 1 and (typed in title or title in typed):
            return key, title
    close = get_close_matches(typed, [title for title in titles if title], n=1, cutoff=0.5)
    return (titles[close[0]], close[0]) if close else ("", "")
