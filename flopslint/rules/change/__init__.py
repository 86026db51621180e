"""FL5: what changed, against a baseline or between revisions."""
