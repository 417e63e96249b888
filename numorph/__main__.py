"""`python -m numorph` is the command `numorph`."""

from numorph.cli import main

raise SystemExit(main())
