"""The spec linter: is a pack fit to be used, and if not, what is wrong at which line?

First the form of every file (GX102, by the meta-schemas), then what the spec language demands of
the merged whole (GX104, GX106). A pack without findings can be assembled and never trips the code
that uses it. It runs when a pack that is not of the installation is loaded, and in the tests.
"""

from gxgen.spec.lint.run import lint_pack

__all__ = ["lint_pack"]
