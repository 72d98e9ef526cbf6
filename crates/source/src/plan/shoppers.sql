-- The same where a shopper may have several sessions: each supports a pair once.
SELECT
    low,
    high,
    COUNT(*) AS support,
    SUM(sessions) AS sessions,
    SUM(shared) AS shared,
    SUM(after_low) AS after_low,
    SUM(rule_low) AS rule_low,
    SUM(next_low) AS next_low,
    SUM(after_high) AS after_high,
    SUM(rule_high) AS rule_high,
    SUM(next_high) AS next_high
FROM ({pairs})
GROUP BY low, high
