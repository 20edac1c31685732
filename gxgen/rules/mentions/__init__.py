"""Prose against the tables (T1–T12): what the narrative says in numbers, and what the cells say.

Stages, each a module: `typed` (a passage with its bound figures in place) → `lexer` (tokens) →
`reader` (claims: this number speaks of these cells) → `judge`, `parts`, `growth` (findings).
A sentence that cannot be read safely yields no claim.
"""

from gxgen.rules.mentions.run import judge_mentions

__all__ = ["judge_mentions"]
