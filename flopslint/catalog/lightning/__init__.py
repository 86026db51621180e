"""The meaning of Lightning: its modules are torch's with more methods; nothing is trained."""
