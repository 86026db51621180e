"""The command line: ``flopslint report``, ``check``, ``explain`` and ``rules``."""
