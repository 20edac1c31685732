"""gxgen: one YAML file of an agency's yearly figures in, one compliant annual report out.

    loaded = gxgen.load("年报.yaml")
    made = gxgen.render(loaded.value)

Every function returns a `Result` with `.value` (None when a fault stood in the way) and
`.diagnostics`; nothing a file contains raises an exception.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

__version__ = "0.1.0"
__all__ = [
    "__version__",
    "check",
    "check_document",
    "context",
    "describe",
    "draft_report",
    "from_dict",
    "import_report",
    "load",
    "loads",
    "render",
]

if TYPE_CHECKING:
    from gxgen.app.checking import check
    from gxgen.app.describing import describe
    from gxgen.app.drafting import draft_report
    from gxgen.app.importing import import_report
    from gxgen.app.inspecting import check_document
    from gxgen.app.loading import from_dict, load, loads
    from gxgen.app.rendering import context, render

_HOMES = {
    "check": "checking",
    "check_document": "inspecting",
    "context": "rendering",
    "describe": "describing",
    "draft_report": "drafting",
    "from_dict": "loading",
    "import_report": "importing",
    "load": "loading",
    "loads": "loading",
    "render": "rendering",
}


def __getattr__(name: str) -> object:
    """Imports the use cases when first asked for: `import gxgen` alone costs nothing."""
    home = _HOMES.get(name)
    if home is None:
        raise AttributeError(f"module 'gxgen' has no attribute {name!r}")
    from importlib import import_module

    return getattr(import_module(f"gxgen.app.{home}"), name)
