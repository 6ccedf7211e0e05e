"""A cluster of OpenSearch on this machine: `scripts/opensearch`, the tests and the benchmarks start it."""
