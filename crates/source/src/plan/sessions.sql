-- The events of each session in the order of their moments, sessions by their identifiers.
SELECT session, item, "time", kind, shopper
FROM events
ORDER BY session, "time"
