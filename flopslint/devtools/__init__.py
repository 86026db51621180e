"""Tools for those who work on flopslint; not shipped."""
