"""What Azure has: regions, storage types, roles, words, fields, quotas."""
