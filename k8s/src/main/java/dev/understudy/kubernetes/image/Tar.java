package dev.understudy.kubernetes.image;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Date;
import java.util.Map;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.apache.commons.compress.archivers.tar.TarConstants;
import org.apache.commons.compress.compressors.gzip.GzipCompressorOutputStream;
import org.apache.commons.compress.compressors.gzip.GzipParameters;

/** Archives that are the same for the same content: no times, owners or order of this machine. */
final class Tar {

  private Tar() {}

  /** All of it, in the order of the paths. */
  static byte[] of(Map<String, RootFileSystem.Entry> entries) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (TarArchiveOutputStream tar = new TarArchiveOutputStream(bytes)) {
      tar.setLongFileMode(TarArchiveOutputStream.LONGFILE_POSIX);
      for (Map.Entry<String, RootFileSystem.Entry> entry : entries.entrySet()) {
        RootFileSystem.Entry what = entry.getValue();
        TarArchiveEntry header =
            what.folder()
                ? new TarArchiveEntry(entry.getKey() + "/", TarConstants.LF_DIR)
                : new TarArchiveEntry(entry.getKey(), TarConstants.LF_NORMAL);
        header.setMode(what.mode());
        header.setModTime(Date.from(RootFileSystem.TIME));
        header.setIds(0, 0);
        header.setNames("", "");
        header.setSize(what.content().length());
        tar.putArchiveEntry(header);
        tar.write(what.content().getBytes());
        tar.closeArchiveEntry();
      }
    }
    return bytes.toByteArray();
  }

  /** Compressed, 1 fast to 9 small. */
  static byte[] compressed(byte[] content, int level) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    GzipParameters parameters = new GzipParameters();
    parameters.setCompressionLevel(level);
    try (OutputStream gzip = new GzipCompressorOutputStream(bytes, parameters)) {
      gzip.write(content);
    }
    return bytes.toByteArray();
  }
}
