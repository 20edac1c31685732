"""One part of a template compiled: tags judged, XML patched, plan built, and how it is rendered."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from lxml import etree

from gxgen.diag import Diagnostic, DocPlace, diagnose
from gxgen.spec.shape import Record
from gxgen.template import docxtpl_door as docxtpl
from gxgen.template.budget import BudgetError, Meter
from gxgen.template.checker import Checker
from gxgen.template.environment import Environment, Filters, TemplateSyntaxError
from gxgen.template.evaluate import Compiler
from gxgen.template.fit import SizeSlot
from gxgen.template.fragments import fragments
from gxgen.template.lint import Linter
from gxgen.template.operators import Scope
from gxgen.template.parts import Part
from gxgen.template.placed import PlacedTag
from gxgen.template.plan import Operation, run_all
from gxgen.template.planner import MisreadError, Planner, TornError, Traits
from gxgen.template.poststeps import finish
from gxgen.template.reader import TagReader
from gxgen.template.state import RenderFault, State
from gxgen.template.wordxml import DECLARATION


@dataclass(frozen=True, slots=True)
class CompiledPart:
    """A part ready to be rendered any number of times.

    `tags` gives the place of each tag that has a value, by index.
    """

    name: str
    operations: Sequence[Operation]
    traits: Traits
    tags: Sequence[PlacedTag]
    is_main: bool

    @property
    def is_static(self) -> bool:
        """Whether the part is the same in every document."""
        return not self.tags

    def render(self, scope: Scope, meter: Meter) -> tuple[bytes, list[RenderFault]]:
        """The part as XML bytes, and the tags that have no value; raises BudgetError."""
        state = State(scope, meter)
        out = [DECLARATION]
        try:
            run_all(self.operations, out, state)
        except BudgetError as error:
            error.tag = state.tag
            raise
        traits = self.traits
        if state.post_steps or traits.listing or traits.tables or traits.pictures:
            xml = b"".join(out[1:]).decode()
            listing = state.post_steps or traits.listing
            out = [DECLARATION, finish(xml, traits, listing, self.is_main).encode()]
        return b"".join(out), state.faults


class PartCompiler:
    """Compiles the parts of one template file; `root` is the shape of the context."""

    def __init__(self, file: str, root: Record, filters: Filters) -> None:
        self._file = file
        self._environment = Environment(filters)
        self._reader = TagReader(self._environment)
        self._checker = Checker(root, filters)
        self._filters = filters

    def compile(
        self, part: Part, slots: Sequence[SizeSlot] = ()
    ) -> tuple[CompiledPart | None, list[Diagnostic]]:
        """The part compiled, or None and every finding about its tags."""
        place = DocPlace(self._file, part.shown)
        linter = Linter(self._reader, self._checker)
        linter.run(fragments(part.root, place))
        if linter.diagnostics:
            return None, linter.diagnostics
        try:
            planner, operations = self._plan(part, slots, linter.expressions)
        except TornError as torn:
            found = linter.expressions[torn.tag]
            return None, [diagnose("GX112", found.place, case="torn", tag=found.tag.raw)]
        except (TemplateSyntaxError, etree.XMLSyntaxError, MisreadError):
            return None, [diagnose("GX112", place, case="structure", tag="")]
        _note_table_tags(linter, planner.traits)
        tags = tuple(linter.expressions)
        return CompiledPart(part.name, operations, planner.traits, tags, part.is_main), []

    def _plan(
        self, part: Part, slots: Sequence[SizeSlot], expected: Sequence[PlacedTag]
    ) -> tuple[Planner, list[Operation]]:
        """The plan of a part, with grids of tables that do not depend on the data fixed now."""
        xml = etree.tostring(part.root, encoding="unicode")
        if not part.is_main:
            return self._plan_of(xml, slots, expected)
        xml = docxtpl.number_pictures(xml)
        planner, operations = self._plan_of(xml, slots, expected)
        if not planner.traits.tables:
            fixed = etree.tostring(docxtpl.fix_tables(xml), encoding="unicode")
            if fixed != xml:
                return self._plan_of(fixed, slots, expected)
        return planner, operations

    def _plan_of(
        self, xml: str, slots: Sequence[SizeSlot], expected: Sequence[PlacedTag]
    ) -> tuple[Planner, list[Operation]]:
        planner = Planner(Compiler(self._filters), slots, expected)
        operations = planner.build(self._environment.parse(docxtpl.to_jinja(xml)).body)
        etree.fromstring(planner.skeleton)
        return planner, operations


def _note_table_tags(linter: Linter, traits: Traits) -> None:
    """A paragraph, cell or row that goes with its tag may leave a cell or a table empty."""
    if any(tag.tag.prefix and tag.in_table for tag in linter.tags):
        traits.tables = True
