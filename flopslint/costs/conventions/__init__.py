"""One convention a file, each in ``CONVENTION``; the folder is the list of them."""
