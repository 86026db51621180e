"""FL3: layers that are not where, or not used as, their author means."""
