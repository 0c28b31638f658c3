-- Left empty: what stood here follows its tables, in a later migration.
SELECT 1;
