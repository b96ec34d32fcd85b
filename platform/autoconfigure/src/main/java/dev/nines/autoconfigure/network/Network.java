package dev.nines.autoconfigure.network;

import java.net.InetAddress;

/**
 * A network in CIDR notation; a single address is one of full length. Names are no addresses: no
 * resolver is ever asked.
 */
public final class Network {
  private final byte[] address;
  private final int prefix;

  private Network(byte[] address, int prefix) {
    this.address = address;
    this.prefix = prefix;
  }

  /**
   * Reads one.
   *
   * @param property where it stands, for the error
   * @throws IllegalArgumentException if the text is neither an address nor a network
   */
  public static Network parse(String property, String text) {
    try {
      int slash = text.indexOf('/');
      byte[] address =
          InetAddress.ofLiteral(slash < 0 ? text : text.substring(0, slash)).getAddress();
      int bits = address.length * Byte.SIZE;
      int prefix = slash < 0 ? bits : Integer.parseInt(text.substring(slash + 1));
      if (prefix >= 0 && prefix <= bits) {
        return new Network(address, prefix);
      }
    } catch (IllegalArgumentException _) {
      // Told below, with what would be right.
    }
    throw new IllegalArgumentException(
        property + " must be addresses or networks such as 10.0.0.0/8, was: " + text);
  }

  /** Whether an address is in it; one of the other family never is. */
  public boolean contains(InetAddress other) {
    byte[] bytes = other.getAddress();
    if (bytes.length != address.length) {
      return false;
    }
    for (int bit = 0; bit < prefix; bit += Byte.SIZE) {
      int mask = 0xFF << Math.max(0, Byte.SIZE - (prefix - bit));
      if (((bytes[bit / Byte.SIZE] ^ address[bit / Byte.SIZE]) & mask & 0xFF) != 0) {
        return false;
      }
    }
    return true;
  }
}
