"""Pages of tables and charts."""
