"""The engine on OpenSearch: one library on several machines."""
