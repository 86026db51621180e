"""Two revisions of a project compared: read from git's object store, nothing checked out."""
