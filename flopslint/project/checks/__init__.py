"""From analyzed models to findings: what is judged, hidden and shown."""
