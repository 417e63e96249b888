"""Under tests, every program that is staged or transformed is checked.  (Warnings are errors: see pyproject.toml.)"""

from numorph import config

config.check_programs = True
