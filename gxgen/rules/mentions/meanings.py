"""Concepts found around a number → the mentions that are meant, or None when that is not safe."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from gxgen.rules.mentions.claims import How, Meaning
from gxgen.spec.mention import Mention

MAX_KNOWN = 4096
"""Questions whose answers are kept: prose asks the same few again and again."""
_Asked = tuple[tuple[str, ...], frozenset[str], bool]


class Meanings:
    """The mentions of a spec, looked up by the concepts they need."""

    def __init__(
        self, mentions: Iterable[Mention], carried: frozenset[str], whole_kind: str
    ) -> None:
        self._carried = carried
        self._whole_kind = whole_kind
        self._by_concept: dict[str, list[Mention]] = {}
        self._known: dict[_Asked, Meaning | None] = {}
        for mention in mentions:
            for concept in {name for pattern in mention.patterns for name in pattern.needed}:
                self._by_concept.setdefault(concept, []).append(mention)

        self._needed = frozenset(self._by_concept)

    def of(
        self, concepts: Sequence[str], context: frozenset[str], *, denied: bool = False
    ) -> Meaning | None:
        """What `concepts` (all that stand there) mean, where `context` is already in mind.

        Several mentions fit: any may be meant. None fits, but each concept by itself is one of a
        kind: they are counted together.
        """
        asked = (tuple(concepts), context & self._needed, denied)
        if asked not in self._known:
            if len(self._known) >= MAX_KNOWN:
                self._known.clear()
            self._known[asked] = self._of(concepts, context, denied)
        return self._known[asked]

    def _of(self, concepts: Sequence[str], context: frozenset[str], denied: bool) -> Meaning | None:
        whole = self._fitting(frozenset(concepts), context, denied)
        if whole:
            return Meaning(whole)
        crossed = self._crossed(concepts, context, denied)
        if crossed is not None:
            return crossed
        found = self._each(concepts, context, denied)
        if found is None:
            return None
        if denied:
            found = self._of_itself(found, concepts)
        found = _without_optional(found)
        kinds = {mention.kind for mention in found.values()}
        if len(found) < 2 or (len(kinds) > 1 and not denied):
            one = len(found) == 1 and denied
            return Meaning(tuple(found.values())) if one else None
        return Meaning(tuple(found.values()), How.SUM)

    def _each(
        self, concepts: Sequence[str], context: frozenset[str], denied: bool
    ) -> dict[str, Mention] | None:
        """What each concept means by itself; words that mean nothing by themselves belong to all
        (实施 in 实施行政处罚和行政强制). None where that is not safe."""
        known = context | (frozenset(concepts) & self._carried)
        single = {name: self._fitting(frozenset((name,)), known, denied) for name in concepts}
        shared = frozenset(
            name for name, found in single.items() if not found and name not in self._carried
        )
        if shared:
            single = {
                name: self._fitting(shared | {name}, known, denied)
                for name in single
                if name not in shared
            }
        if any(len(found) != 1 and name not in self._carried for name, found in single.items()):
            return None
        return {name: found[0] for name, found in single.items() if len(found) == 1}

    def _crossed(
        self, concepts: Sequence[str], context: frozenset[str], denied: bool
    ) -> Meaning | None:
        """企业申请中予以公开的: the row that some words mean, in the columns of the others."""
        known = context | self._carried
        found = {name: self._fitting(frozenset((name,)), known, denied) for name in concepts}
        columns = [mentions[0] for mentions in found.values() if _are_columns(mentions)]
        if not columns:
            return None
        rest = tuple(name for name, mentions in found.items() if not _are_columns(mentions))
        rows = self._fitting(frozenset(rest), context, False) if rest else ()
        if not rows and denied and self._carried.issuperset(rest):
            return Meaning(tuple(columns), How.SUM if len(columns) > 1 else How.ANY)
        if not rows or any(row.columns or not row.options for row in rows):
            return None
        if any(row.kind == self._whole_kind for row in rows):
            how = How.SUM if len(columns) > 1 else How.ANY
            options = tuple(option for row in rows for option in row.options)
            return Meaning(tuple(columns), how, rows=options)
        named = tuple(column for mention in columns for column in mention.columns)
        return Meaning(rows, columns=named)

    def _of_itself(self, found: dict[str, Mention], concepts: Sequence[str]) -> dict[str, Mention]:
        """Of things denied together those that mean something by what stands there.

        没有收到…行政复议和行政诉讼 does not say that no application was received, whatever the
        section is about.
        """
        here = frozenset(concepts) & self._carried
        sure = {
            name: mention
            for name, mention in found.items()
            if mention in self._fitting(frozenset((name,)), here, True)
        }
        return sure or found

    def _fitting(
        self, concepts: frozenset[str], context: frozenset[str], denied: bool
    ) -> tuple[Mention, ...]:
        best: dict[str, Mention] = {}
        least = 0
        for concept in concepts:
            for mention in self._by_concept.get(concept, ()):
                size = _size(mention, concepts, context)
                if not size or (mention.only_denied and not denied):
                    continue
                if not best or size < least:
                    best, least = {mention.name: mention}, size
                elif size == least:
                    best[mention.name] = mention
        return tuple(best.values())


def _are_columns(mentions: tuple[Mention, ...]) -> bool:
    return len(mentions) == 1 and bool(mentions[0].columns)


def _without_optional(found: Mapping[str, Mention]) -> dict[str, Mention]:
    """答复 in 答复结果为予以公开、部分公开: a word that its neighbours may have means nothing more.

    `found` by concept; the mentions that are left by name.
    """
    kept = {
        name: one
        for name, one in found.items()
        if not any(other is not one and _allows(other, name) for other in found.values())
    }
    return {mention.name: mention for mention in (kept or found).values()}


def _allows(mention: Mention, concept: str) -> bool:
    return any(concept in pattern.allowed - pattern.needed for pattern in mention.patterns)


def _size(mention: Mention, concepts: frozenset[str], context: frozenset[str]) -> int:
    """How many concepts the smallest fitting pattern needs; 0 where none fits."""
    sizes = [
        len(pattern.needed)
        for pattern in mention.patterns
        if concepts <= pattern.allowed and pattern.needed <= concepts | context
    ]
    return min(sizes, default=0)
