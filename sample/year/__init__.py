"""A plausible year for trying the portal out (示例数据): everything in here is made up but for the figures
that the year really reached. It plays on 22 November 2021."""
