"""The programs as a JAX expert writes them."""
