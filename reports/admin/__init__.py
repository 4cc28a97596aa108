from reports.admin import editions, hand_ins, material, publications, reports, sign_off

__all__ = ["editions", "hand_ins", "material", "publications", "reports", "sign_off"]
