from reports.admin import editions, hand_ins, material, reports, sign_off

__all__ = ["editions", "hand_ins", "material", "reports", "sign_off"]
