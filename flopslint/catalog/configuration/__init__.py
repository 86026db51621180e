"""The meaning of libraries of configuration objects, and of small ones that model code leans on."""
