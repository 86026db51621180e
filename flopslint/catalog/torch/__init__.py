"""What torch means."""
