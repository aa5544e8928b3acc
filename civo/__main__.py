"""`python -m civo`: the same as the command `civo`, where no new program may be started."""

from civo.main import main

if __name__ == "__main__":
    main()
