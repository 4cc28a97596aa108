"""The text of a report while people edit it: plain values and rules, without database (design R15)."""
