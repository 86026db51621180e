"""The layer graph of a run: a node for each op call, an edge for each tensor. The only user of networkx."""
