"""`python -m izde` is `izde`."""

from izde.cli import main

main()
