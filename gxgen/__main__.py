"""`python -m gxgen` is the same program as `gxgen`."""

from gxgen.cli.main import main

main()
