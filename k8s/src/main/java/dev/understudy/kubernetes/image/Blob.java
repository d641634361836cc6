package dev.understudy.kubernetes.image;

import io.vertx.core.json.JsonObject;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** Bytes that an image refers to by their digest. */
final class Blob {

  private final String mediaType;
  private final byte[] content;

  Blob(String mediaType, byte[] content) {
    this.mediaType = mediaType;
    this.content = content.clone();
  }

  static Blob json(String mediaType, JsonObject json) {
    return new Blob(mediaType, json.toBuffer().getBytes());
  }

  byte[] content() {
    return content.clone();
  }

  /** The reference to it. */
  JsonObject descriptor() {
    return new JsonObject()
        .put("mediaType", mediaType)
        .put("digest", "sha256:" + sha256(content))
        .put("size", content.length);
  }

  /** Where it is in the archive. */
  String path() {
    return "blobs/sha256/" + sha256(content);
  }

  static String sha256(byte[] content) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(content));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
