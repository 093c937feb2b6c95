package io.sutler.driver.checkout;

import java.io.IOException;
import java.io.InputStream;
import java.net.Proxy;
import java.net.URL;
import org.eclipse.jgit.transport.http.HttpConnection;
import org.eclipse.jgit.transport.http.HttpConnectionFactory;
import org.eclipse.jgit.transport.http.JDKHttpConnection;

/** Connections whose bytes count. */
record OverHttp(Allowance allowance) implements HttpConnectionFactory {
  @Override
  public HttpConnection create(URL url) throws IOException {
    return new Counted(url, Proxy.NO_PROXY, allowance);
  }

  @Override
  public HttpConnection create(URL url, Proxy proxy) throws IOException {
    return new Counted(url, proxy, allowance);
  }

  private static final class Counted extends JDKHttpConnection {
    private final Allowance allowance;

    Counted(URL url, Proxy proxy, Allowance allowance) throws IOException {
      super(url, proxy);
      this.allowance = allowance;
    }

    @Override
    public InputStream getInputStream() throws IOException {
      return allowance.counting(super.getInputStream());
    }
  }
}
