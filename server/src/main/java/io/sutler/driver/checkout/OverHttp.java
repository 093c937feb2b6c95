package io.sutler.driver.checkout;

import io.sutler.proxy.Proxies;
import java.io.IOException;
import java.io.InputStream;
import java.net.Proxy;
import java.net.URI;
import java.net.URL;
import org.eclipse.jgit.transport.http.HttpConnection;
import org.eclipse.jgit.transport.http.HttpConnectionFactory;
import org.eclipse.jgit.transport.http.JDKHttpConnection;

/** Connections whose bytes count, through our own proxies and not those of this process's Java. */
record OverHttp(Allowance allowance, Proxies proxies) implements HttpConnectionFactory {
  @Override
  public HttpConnection create(URL url) throws IOException {
    return new Counted(url, proxies.select(URI.create(url.toString())).getFirst(), allowance);
  }

  @Override
  public HttpConnection create(URL url, Proxy unused) throws IOException {
    return create(url);
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
