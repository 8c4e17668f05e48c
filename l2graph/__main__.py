"""`python -m l2graph` is `l2graph`."""

from l2graph.cli import main

if __name__ == "__main__":
    main()
