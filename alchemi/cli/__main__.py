"""`python -m alchemi.cli` is the command `alchemi`."""

from alchemi.cli.main import main

if __name__ == "__main__":
    main()
