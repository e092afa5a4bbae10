"""`python -m tracker` is `backtracker`."""

from tracker.cli import main

if __name__ == "__main__":
    main()
