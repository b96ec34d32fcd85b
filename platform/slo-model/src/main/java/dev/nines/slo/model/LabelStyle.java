package dev.nines.slo.model;

/**
 * Labels that recorded series carry beside their own, for dashboards made for another generator.
 */
public enum LabelStyle {
  /** {@code sloth_service}, {@code sloth_slo}, {@code sloth_id}. */
  SLOTH
}
