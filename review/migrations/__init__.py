"""Steps that bring the schema of a store up to date; they run when a store is opened."""
